// Who asks the questions of the picking list, as the list names and orders them. Pure.
import type { BankQuestion } from "../bindings/types";

export interface AskerGroup {
  /** As the template names them, such as "finance". */
  asker: string;
  /** What stands above their questions, such as "Finance will ask". */
  title: string;
  questions: BankQuestion[];
}

const titles: Record<string, string> = {
  customer: "Customers will ask",
  engineering: "Engineering will ask",
  sales: "Sales will ask",
  legal: "Legal will ask",
  finance: "Finance will ask",
  internal: "Everybody in the room will ask",
  sceptic: "Sceptics will ask",
};

/** Puts questions together by who asks them: customers first, sceptics last, others between. */
export function byAsker(questions: readonly BankQuestion[]): AskerGroup[] {
  const others = questions.map(({ asker }) => asker).filter((asker) => !(asker in titles));
  const known = Object.keys(titles);
  const order = [...known.slice(0, -2), ...new Set(others), ...known.slice(-2)];
  return order
    .map((asker) => ({
      asker,
      title: titles[asker] ?? `${asker.charAt(0).toUpperCase()}${asker.slice(1)} will ask`,
      questions: questions.filter((question) => question.asker === asker),
    }))
    .filter((group) => group.questions.length > 0);
}
