/** Addresses inside the book, under whatever path it is served from. */
export const linkTo = (path: string): string =>
  `${import.meta.env.BASE_URL.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
