/**
 * The chart as a bitmap: the SVG file drawn on a canvas at twice its size.
 *
 * FAILS  A picture cannot load the page's fonts: its text is set in the system's serif.
 */
import { pictureSize, svgFileOf } from "./svg-file.ts";

const dotsPerUnit = 2;

/** @returns the bitmap, or null where the browser cannot draw it */
export async function pngFileOf(figure: HTMLElement): Promise<Blob | null> {
  const { width, height } = pictureSize(figure);
  const url = URL.createObjectURL(
    new Blob([svgFileOf(figure)], { type: "image/svg+xml" }),
  );
  try {
    const image = new Image(width * dotsPerUnit, height * dotsPerUnit);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas
      .getContext("2d")
      ?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}
