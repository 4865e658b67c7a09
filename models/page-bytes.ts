/** Bytes of the page in which x86 kernels, guests and back ends hand memory to each other. */
export const pageBytes = 4096;
