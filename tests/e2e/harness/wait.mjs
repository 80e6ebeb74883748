// Waiting for a condition with a deadline: the only way in which a flow waits.

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Calls `look` until it returns something true and returns that. After `within` milliseconds it fails with
 * `what` and the last error or value, so that a red test says what was there instead.
 */
export async function until(what, look, within = 10_000) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      last = await look();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`Not within ${within} ms: ${what}. Last: ${shown(last)}`);
    await pause(25);
  }
}

/** Lets time go by where the time itself is what a flow is about, such as "killed one second later". */
export const letPass = pause;

function shown(value) {
  if (value instanceof Error) return value.message;
  return JSON.stringify(value)?.slice(0, 2000) ?? String(value);
}
