// Texts for the fake core: made for component tests and for looking at screens, never shipped.

export const pressRelease = `---
template: working-backwards
title: Campaign Hub
status: drafting
owner: Head of marketing products
---

# Northwind announces Campaign Hub, so marketing teams launch in four days instead of nine

*Directors of small marketing teams see every channel of a launch in one place and know who decides.*

SEATTLE, 14 June 2027. Northwind today launched Campaign Hub, a workspace in which marketing teams plan, approve and start a campaign on every channel they use. In the pilot, the median team went from brief to launch in four days; before, it took nine (214 launches, April to September 2026).

## Problem

Directors who run teams of five to fifteen people spend most of a launch waiting. In the 214 launches that we timed, approvals took 61 % of the nine days. Many approvers change nothing. The tools that they use show tasks and dates; none shows who decides.

## Solution

Campaign Hub gives each launch one owner and one page. The owner sees what is blocked, who can unblock it, and how many readers each day of delay costs. An approval that has changed nothing in the last ten launches is offered for removal, with the evidence.

## Leader quote

“Our launches had nine approvers and no owner,” said the head of marketing products at Northwind. “We asked what would have to be true for four days to be normal, and built that.”

## How it works

A team starts with the launch it already has. The owner forwards the brief, the hub proposes the steps and the names, and the owner strikes those that are not needed. Several teams finished the first plan within an hour.

## Customer quote

## Call to action

Campaign Hub is available today for teams of up to fifteen at [northwind.example/hub](https://northwind.example/hub).

## Customer questions

### Will this work with the tools that we already pay for?

Yes. The hub connects to the six services that carried 93 % of the pilot teams’ posts. For the rest it prepares a file and tells the owner what to upload.

### What does it cost?

$90 for each launch, whatever the number of people.

| Plan | Price | For whom |
| --- | ---: | --- |
| Launch | $90 | teams with fewer than ten launches a year |
| Year | $900 | everybody else |

## Internal questions

### Why would a team pay when a shared calendar is free?

A calendar shows dates and not decisions. Teams with a shared calendar alone took 8.6 days; with the hub, 4.1. Of 31 pilot teams, 27 paid after the trial.

### What are the three likeliest reasons that this fails?

TBD

1. Approvers do not want to be seen as slow.
2. Some services close their doors to programs.
3. The price by launch is unfamiliar.

> A director in our study said: two of her six launches last year reached customers after the season they were made for.
`;

/** As the text was an hour before: one paragraph older, one sentence other, one answer absent. */
export const pressReleaseBefore = pressRelease
  .replace(
    /Directors who run teams of five[^\n]*/,
    "Directors who run small teams lose a significant amount of time to waiting, and approvals take far too long.",
  )
  .replace("how many readers each day of delay costs", "what the delay costs")
  .replace(/### Why would a team pay[\s\S]*?after the trial\.\n\n/, "");

export const narrative = `# Approvals in one day

This memo asks for fourteen people for twelve months, so that a launch at Northwind waits one day for approval instead of five.

## Introduction

In 2026 our 214 launches took nine days, of which approvals took five and a half. We ask the readers to decide on the team and on the end of the seat plan.

## Goals

By 31 December 2027 the median launch takes four days.

## Tenets

- One owner decides. We accept that she is sometimes wrong.
- An approval that changes nothing goes.
`;
