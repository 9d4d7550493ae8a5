declare module '@mediapipe/tasks-vision/vision_wasm_module_internal.js' {
  /** Emscripten's factory; the library calls it with the module's settings. */
  const ModuleFactory: (settings: object) => Promise<object>;
  export default ModuleFactory;
}
