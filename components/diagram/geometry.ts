/**
 * What mermaid's layout comes to, without its styling: boxes, lines of text, arrows.
 * Lengths are CSS pixels at a scale of one.
 */
export interface Run {
  readonly text: string;
  readonly style: "plain" | "title" | "tag";
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnNode {
  readonly id: string;
  readonly classes: readonly string[];
  readonly shape: "box" | "round" | "hexagon" | "double";
  readonly box: Box;
  /** As wrapped by mermaid. */
  readonly rows: readonly (readonly Run[])[];
}

export interface Group {
  readonly label: string;
  readonly classes: readonly string[];
  readonly box: Box;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly dotted: boolean;
  readonly label: string;
  readonly points: readonly Point[];
}

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly groups: readonly Group[];
  readonly arrows: readonly Arrow[];
}
