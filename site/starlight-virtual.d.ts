declare module "virtual:starlight/components/*" {
  const Component: (props: Record<string, never>) => unknown;
  export default Component;
}
