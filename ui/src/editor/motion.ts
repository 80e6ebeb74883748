// Where the caret comes to stand beside hidden marks. A heading is entered at its words: before the
// mark, which is hidden until the caret is there, a letter typed would unmake the heading.
import { EditorSelection, EditorState, type Extension } from "@codemirror/state";

const headingMark = /^#{1,6}[ \t]+(?=\S)/;

export const motion: Extension = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.selection || transaction.docChanged || !transaction.isUserEvent("select"))
    return transaction;
  const { main, ranges } = transaction.selection;
  if (ranges.length > 1 || !main.empty) return transaction;
  const { doc, selection } = transaction.startState;
  const line = doc.lineAt(main.head);
  const mark = headingMark.exec(line.text)?.[0].length ?? 0;
  const wasHere = selection.ranges.some((range) => range.from <= line.to && range.to >= line.from);
  if (mark === 0 || wasHere || main.head >= line.from + mark) return transaction;
  return [transaction, { selection: EditorSelection.cursor(line.from + mark), sequential: true }];
});
