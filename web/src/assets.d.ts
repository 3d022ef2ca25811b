declare module "*?packed" {
  /** The file, compressed by gzip and written in base64. */
  const content: string;
  export default content;
}
