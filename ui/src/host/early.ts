// The core is asked for the session while the screens are still being read and put together. Owns the
// first answer and the events around it until somebody takes them; must never drop an event or let one
// from after the answer be heard before it.
import type { Event, Session } from "../bindings/types";
import type { Host } from "./host";

export interface EarlyHost {
  /** Stands in for the host that was given: its first session is the one that was asked for early. */
  host: Host;
  /** Settles once the core has answered or refused. */
  answered: Promise<void>;
}

/** Asks for the session at once. */
export function askEarly(host: Host): EarlyHost {
  const before: Event[] = [];
  const after: Event[] = [];
  let deliver: (event: Event) => void = (event) => void before.push(event);
  const waitForTaker = () => (deliver = (event) => void after.push(event));

  const session = host.begin((event) => deliver(event));
  const answered = session.then(waitForTaker, waitForTaker).then(() => undefined);

  async function hear(onEvent: (event: Event) => void): Promise<Session> {
    await answered;
    before.splice(0).forEach(onEvent);
    // A task later whoever asked has taken the answer up.
    setTimeout(() => {
      deliver = onEvent;
      after.splice(0).forEach(onEvent);
    }, 0);
    return session;
  }

  let taken = false;
  const begin = (onEvent: (event: Event) => void) => {
    if (taken) return host.begin(onEvent);
    taken = true;
    return hear(onEvent);
  };
  return { host: { ...host, begin }, answered };
}
