/** The files of a simulated lab, fetched all at once: an island names each only in the one before. */

/** From the book's root; written when the book is built (astro.config.mjs). */
declare const LAB_FILES: readonly string[];

export const fetchLab = (): void => {
  if (import.meta.env.DEV) return;
  for (const file of LAB_FILES) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = import.meta.env.BASE_URL + file;
    document.head.append(link);
  }
};
