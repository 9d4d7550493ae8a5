interface ImportMetaEnv {
  /** Of package.json; the build writes it in. */
  readonly APP_VERSION: string;
}
