/**
 * Reads boxes, text rows and arrows out of an SVG that mermaid has just drawn.
 *
 * HOLDS  Mermaid 12's flowcharts and swim lanes. Runs inside the render page, so it may name nothing
 *        from outside itself.
 */
import type { Geometry } from "./geometry.ts";

export function readGeometry(svg: Element): Geometry {
  type Row = Geometry["nodes"][number]["rows"][number];
  const root = svg as SVGSVGElement;
  const origin = root.viewBox.baseVal;

  const boxOf = (
    shape: SVGGraphicsElement,
  ): Geometry["nodes"][number]["box"] => {
    const { x, y, width, height } = shape.getBBox();
    const own = shape.getCTM();
    const whole = root.getCTM();
    if (!own || !whole)
      throw new Error("mermaid drew a shape that has no place");
    const at = whole.inverse().multiply(own);
    return { x: x + at.e - origin.x, y: y + at.f - origin.y, width, height };
  };

  const styleOf = (run: Element): Row[number]["style"] => {
    if (run.getAttribute("font-weight") === "bold") return "title";
    return run.getAttribute("font-style") === "italic" ? "tag" : "plain";
  };

  /** Mermaid writes a word a run; here neighbours of one style are one. */
  const rowsOf = (node: Element): Row[] =>
    [...node.querySelectorAll(".text-outer-tspan")].map((row) => {
      const runs: { text: string; style: Row[number]["style"] }[] = [];
      for (const run of row.querySelectorAll(".text-inner-tspan")) {
        const style = styleOf(run);
        const text = run.textContent;
        const last = runs.at(-1);
        if (last?.style === style) last.text += text;
        else runs.push({ text, style });
      }
      return runs;
    });

  const textOf = (label: Element | null): string =>
    label
      ? rowsOf(label)
          .map((row) => row.map((run) => run.text).join(""))
          .join(" ")
          .trim()
      : "";

  const ours = (element: Element) =>
    [...element.classList].filter((name) =>
      /^(kind-.*|waiting|aside|tenant|host)$/.test(name),
    );

  const nodes = [...root.querySelectorAll<SVGGElement>("g.node")].map(
    (node) => {
      const shape = node.querySelector<SVGGraphicsElement>(".label-container");
      const id = /-flowchart-(.+)-\d+$/.exec(node.id)?.[1];
      if (!shape || !id)
        throw new Error(
          `mermaid drew a node that has no shape or id: ${node.id}`,
        );
      const corners =
        shape.getAttribute("points")?.trim().split(/\s+/).length ?? 0;
      const round =
        shape.localName !== "polygon" &&
        (shape.localName === "g" || Number(shape.getAttribute("rx")) > 0);
      return {
        id,
        classes: ours(node),
        shape:
          corners === 6
            ? ("hexagon" as const)
            : corners > 6
              ? ("double" as const)
              : round
                ? ("round" as const)
                : ("box" as const),
        box: boxOf(shape),
        rows: rowsOf(node),
      };
    },
  );

  const groups = [...root.querySelectorAll<SVGGElement>("g.cluster")].map(
    (group) => {
      const shape = group.querySelector<SVGGraphicsElement>("rect");
      if (!shape)
        throw new Error(`mermaid drew a group without a box: ${group.id}`);
      return { label: textOf(group), classes: ours(group), box: boxOf(shape) };
    },
  );

  const labels = new Map(
    [...root.querySelectorAll("g.edgeLabel g.label")].map((label) => [
      label.getAttribute("data-id"),
      textOf(label),
    ]),
  );
  const arrows = [
    ...root.querySelectorAll<SVGPathElement>("path[data-edge]"),
  ].flatMap((path) => {
    const id = path.getAttribute("data-id") ?? "";
    const [, from, to] = /^L_(.+)_(.+)_\d+$/.exec(id) ?? [];
    if (!from || !to)
      throw new Error(`mermaid drew an arrow that leads nowhere: ${id}`);
    if (path.classList.contains("edge-thickness-invisible")) return [];
    const points = JSON.parse(atob(path.getAttribute("data-points") ?? "")) as {
      x: number;
      y: number;
    }[];
    return [
      {
        from,
        to,
        dotted: path.classList.contains("edge-pattern-dotted"),
        label: labels.get(id) ?? "",
        points: points.map(({ x, y }) => ({
          x: x - origin.x,
          y: y - origin.y,
        })),
      },
    ];
  });

  return { width: origin.width, height: origin.height, nodes, groups, arrows };
}
