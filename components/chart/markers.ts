/** The marker of each technology's family, as a path around the origin. */
import type { Family } from "../../models/index.ts";

const polygon = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join("L")}Z`;

/** `size` is about the radius of the disc of like weight, in the units of the picture. */
export function markerPath(family: Family, size: number): string {
  switch (family) {
    case "unix":
      return `M${-size},0a${size},${size} 0 1,0 ${2 * size},0a${size},${size} 0 1,0 ${-2 * size},0Z`;
    case "zone": {
      const r = size * 1.25;
      return polygon([
        [0, -r],
        [r * 0.9, r * 0.62],
        [-r * 0.9, r * 0.62],
      ]);
    }
    case "container": {
      const r = size * 0.9;
      return polygon([
        [-r, -r],
        [r, -r],
        [r, r],
        [-r, r],
      ]);
    }
    case "kvm": {
      const r = size * 1.25;
      return polygon([
        [0, -r],
        [r, 0],
        [0, r],
        [-r, 0],
      ]);
    }
    case "xen": {
      const r = size * 1.25;
      return polygon([
        [0, r],
        [r * 0.9, -r * 0.62],
        [-r * 0.9, -r * 0.62],
      ]);
    }
    case "nitro": {
      const [a, b] = [size * 1.2, size * 0.4];
      return polygon([
        [-b, -a],
        [b, -a],
        [b, -b],
        [a, -b],
        [a, b],
        [b, b],
        [b, a],
        [-b, a],
        [-b, b],
        [-a, b],
        [-a, -b],
        [-b, -b],
      ]);
    }
  }
}
