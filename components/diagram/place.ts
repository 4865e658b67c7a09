/**
 * Puts the boxes that mermaid laid out on our own columns.
 *
 * IDEA   Mermaid decides the order, the rows and the wrapping; the page decides the widths. Boxes of a
 *        column or a lane are as wide as one another, so that they read as one drawing.
 * HOLDS  Paths, whose arrows go along a row or downwards.
 */
import type { Form } from "./diagrams.ts";
import type { Arrow, Box, DrawnNode, Geometry } from "./geometry.ts";
import { lineHeight } from "./mermaid-config.ts";

/** Pixels: a phone; and four beside each other on a page. */
const columnWidth = 320;
const blockWidth = 204;
const laneWidth = 160;
const laneGap = 26;
const laneTitle = 34;
/** Above the first row of a box and below its last. */
export const air = 8;

export const middle = ({ x, width }: Box): number => x + width / 2;

/** Mermaid pads each shape in its own way; here every box has the same air above and below its rows. */
const withAir = (node: DrawnNode): DrawnNode => {
  const height = node.rows.length * lineHeight + 2 * air;
  const { y, height: before } = node.box;
  return {
    ...node,
    box: { ...node.box, y: y + (before - height) / 2, height },
  };
};

/** Boxes of a row of one height. */
function inRow(geometry: Geometry): Geometry {
  const height = Math.max(...geometry.nodes.map(({ box }) => box.height));
  const left = Math.min(...geometry.nodes.map(({ box }) => box.x)) - 0.5;
  const right =
    Math.max(...geometry.nodes.map(({ box }) => box.x + box.width)) + 0.5;
  const nodes = geometry.nodes.map((node) => ({
    ...node,
    box: { ...node.box, x: node.box.x - left, y: 0.5, height },
  }));
  const y = height / 2 + 0.5;
  const arrows = geometry.arrows.map((each) => ({
    ...each,
    points: each.points.map(({ x }) => ({ x: x - left, y })),
  }));
  return {
    ...geometry,
    width: right - left,
    height: height + 1,
    nodes,
    arrows,
  };
}

/**
 * Lanes of one width with their titles above all nodes. Mermaid gives the order, the rows and the
 * wrapping; an arrow runs along its row, down its lane, or round by the gap below its start.
 */
function inLanes(geometry: Geometry): Geometry {
  const lanes = [...geometry.groups].sort((a, b) => a.box.x - b.box.x);
  const top = Math.min(...geometry.nodes.map(({ box }) => box.y)) - laneTitle;
  const bottom =
    Math.max(...geometry.nodes.map(({ box }) => box.y + box.height)) + 4;
  const groups = lanes.map((group, index) => ({
    ...group,
    box: { x: index * laneWidth, y: 0, width: laneWidth, height: bottom - top },
  }));
  const laneOf = (box: Box) =>
    lanes.findIndex(
      (lane) =>
        middle(box) >= lane.box.x && middle(box) <= lane.box.x + lane.box.width,
    );
  const nodes = geometry.nodes.map((node) => ({
    ...node,
    box: {
      ...node.box,
      x: laneOf(node.box) * laneWidth + laneGap / 2,
      y: node.box.y - top,
      width: laneWidth - laneGap,
    },
  }));
  const boxes = new Map(nodes.map(({ id, box }) => [id, box]));
  const arrows = geometry.arrows.map((each): Arrow => {
    const a = boxes.get(each.from);
    const b = boxes.get(each.to);
    if (!a || !b)
      throw new Error(`An arrow leads nowhere: ${each.from} to ${each.to}.`);
    const [y, onRow] = [a.y + a.height / 2, b.y + b.height / 2];
    if (Math.abs(y - onRow) < 1) {
      const rightward = a.x < b.x;
      return {
        ...each,
        points: [
          { x: rightward ? a.x + a.width : a.x, y },
          { x: rightward ? b.x : b.x + b.width, y },
        ],
      };
    }
    const start = { x: middle(a), y: a.y + a.height };
    const gap = start.y + 9;
    const end = { x: middle(b), y: b.y };
    const round =
      a.x === b.x
        ? []
        : [
            { x: start.x, y: gap },
            { x: end.x, y: gap },
          ];
    return { ...each, points: [start, ...round, end] };
  });
  return {
    width: lanes.length * laneWidth,
    height: bottom - top,
    nodes,
    groups,
    arrows,
  };
}

/** Everything of one width, one below the other: blocks of a page-wide column. */
function inColumn(geometry: Geometry, width = columnWidth): Geometry {
  const grouped = geometry.groups.length > 0;
  const span = (inset: number) => ({
    x: 0.5 + inset,
    width: width - 1 - 2 * inset,
  });
  const top = Math.min(
    ...[...geometry.nodes, ...geometry.groups].map(({ box }) => box.y),
  );
  const shift = (box: Box, inset: number): Box => ({
    ...box,
    ...span(inset),
    y: box.y - top + 0.5,
  });
  const nodes = geometry.nodes.map((node) => ({
    ...node,
    box: shift(node.box, grouped ? 10 : 0),
  }));
  const groups = geometry.groups.map((group) => ({
    ...group,
    box: shift(group.box, 0),
  }));
  const order = [...nodes].sort((a, b) => a.box.y - b.box.y);
  const arrows = geometry.arrows.map((arrow): Arrow => {
    const from = order.findIndex(({ id }) => id === arrow.from);
    const to = order.findIndex(({ id }) => id === arrow.to);
    const a = order[from]?.box;
    const b = order[to]?.box;
    if (!a || !b) return arrow;
    if (to === from + 1)
      return {
        ...arrow,
        points: [
          { x: middle(a), y: a.y + a.height },
          { x: middle(b), y: b.y },
        ],
      };
    // Past what stands between, along the right edge.
    const rail = a.x + a.width + 5;
    const [start, end] = [a.y + a.height / 2, b.y + b.height / 2];
    const right = a.x + a.width;
    return {
      ...arrow,
      points: [
        { x: right, y: start },
        { x: rail, y: start },
        { x: rail, y: end },
        { x: right, y: end },
      ],
    };
  });
  const bottom = Math.max(
    ...[...nodes, ...groups].map(({ box }) => box.y + box.height),
  );
  return { width, height: bottom + 0.5, nodes, groups, arrows };
}

const placements: Record<Form, (geometry: Geometry) => Geometry> = {
  blocks: (geometry) => inColumn(geometry, blockWidth),
  overview: (geometry) => inColumn(geometry),
  column: (geometry) => inColumn(geometry),
  lanes: inLanes,
  flow: inRow,
};

export const place = (form: Form, laidOut: Geometry): Geometry =>
  placements[form]({ ...laidOut, nodes: laidOut.nodes.map(withAir) });
