// The reference memo of the benchmarks: about 3,800 words on six pages, with two tables. Made of fixed
// sentences in a fixed order, so that every run measures the same text.

const subjects = [
  "The support team",
  "A new customer",
  "Each regional office",
  "The pilot group",
  "Our largest account",
];
const verbs = ["waits for", "answers", "compares", "pays for", "returns"];
const objects = ["a quotation", "the monthly report", "two invoices", "an approval", "the first delivery"];
const ends = [
  "before the week ends",
  "in eleven of forty cases",
  "without a second call",
  "while the order stays open",
  "and writes down the reason",
];

const pick = (list, index) => list[index % list.length];

function sentence(n) {
  return `${pick(subjects, n)} ${pick(verbs, n * 3 + 1)} ${pick(objects, n * 2 + 1)} ${pick(ends, n + (n >> 2))}.`;
}

function paragraph(n) {
  return Array.from({ length: 7 }, (_, at) => sentence(n * 7 + at)).join(" ");
}

const table =
  "| Measure | Today | Target |\n| --- | ---: | ---: |\n| Days to an answer | 9 | 4 |\n| Cases reopened | 61 | 20 |\n| Cost of a case | 84 | 50 |";

/** The memo as Markdown. `opening` stands first, where a benchmark can find its place again. */
export function referenceMemo(opening = "Here the reading begins.") {
  const titles = [
    "Introduction",
    "Goals",
    "Tenets",
    "State of the business",
    "Lessons learned",
    "Strategic priorities",
  ];
  const sections = titles.map((title, at) => {
    const body = Array.from({ length: 8 }, (_, n) => paragraph(at * 8 + n));
    if (at === 1 || at === 3) body.splice(4, 0, table);
    return `## ${title}\n\n${body.join("\n\n")}`;
  });
  return `# A proposal to answer customers within four days\n\n${opening}\n\n${sections.join("\n\n")}\n`;
}
