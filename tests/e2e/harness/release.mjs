// A press release in review with one vague sentence and no customer who speaks: for flows about remarks.
export const release = `---
template: prfaq-working-backwards
title: Tidewater
owner: Ines Okafor
status: in review
---

# Tidewater tells oyster farmers the night before whether they may harvest

**Farms on tidal rivers stop losing mornings to closures that were decided hours earlier**

PORTLAND, Maine, March 3, 2027 – Tidewater today launched a service that tells oyster farmers by eight in the evening whether their river will be open at dawn. It reads the rain gauges and the sewage reports of the state every ten minutes and sends one message a night.

## Problem

After heavy rain the state closes a river to harvest. Farmers learn of it at the landing, with the boat already loaded. Many farms lose their mornings that way. The wages are gone, and so is the ice.

## Solution

A farmer enters the numbers of her leases once. Every evening at eight she gets one message: open, closed, or closed unless the rain stops by midnight. It was wrong on 4 of the 151 nights of the trial in 2026.

## Leader quote

“We sent the first message to our own boats,” said Ines Okafor, who leads Tidewater. “They stayed in bed.”

## How to begin

Send the number of a lease to 207-555-0119. The first season is free; after that it costs $15 a month.

## Call to action

Begin at tidewater.example before the spring rain.

## Customer FAQ

### What happens when the forecast is wrong?

In the trial of 2026 it was wrong on 4 of 151 nights. On each of them the second message came before four.

## Internal FAQ

### What does it cost to run?

Gauges and messages cost $1.10 a farm and month at 41 farms.

### Who supports it?

TBD
`;

/** The sentence that a reader asks about. */
export const vague = "Many farms lose their mornings that way.";
