/** An arrangement's line: its family's hue and dash, and another pattern for a second of the family. */
import type { Arrangement } from "../../models/memory/arrangements.ts";

export const lineClass = ({ family, second }: Arrangement): string =>
  `curve tech-${family} ${family}${second ? " second" : ""}`;
