// What a command is. Menu, palette, keys and help all read the one list of them (list.ts).
import type { Desk } from "../state/desk.svelte";

export type MenuName = "File" | "Edit" | "Format" | "Remarks" | "View" | "Read" | "Help";

export const menuNames: readonly MenuName[] = ["File", "Edit", "Format", "Remarks", "View", "Read", "Help"];

export interface Command {
  /** Stable, such as "file.new". */
  id: string;
  /** What the writer reads, in sentence case. */
  name: string;
  menu: MenuName;
  /** As on the screen, such as "Ctrl+Shift+P". The first one is shown; the others work too. */
  keys: readonly string[];
  /** Where its keys count; in the menu and the palette it stands whenever it can be done. */
  reach: "window" | "remark";
  /** Whether it can be done now. */
  when: (desk: Desk) => boolean;
  run: (desk: Desk) => void;
}
