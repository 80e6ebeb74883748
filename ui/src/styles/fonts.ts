// The faces of the window, from the package and never from the network.
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";

/** Milliseconds that a first text waits at most for its faces. */
const longest = 300;

/**
 * Reads the upright Latin faces, and resolves once they are there or have taken too long. A text that is
 * drawn before breaks its lines anew a moment later, under the hand that clicks into it.
 */
export function readFaces(fonts: FontFaceSet): Promise<void> {
  const read = ['16px "Source Serif 4 Variable"', '16px "Inter Variable"'].map((face) => fonts.load(face));
  const late = new Promise((done) => setTimeout(done, longest));
  return Promise.race([Promise.allSettled(read), late]).then(() => undefined);
}
