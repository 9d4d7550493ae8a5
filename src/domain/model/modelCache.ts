/** The Cache API's name of what keeps the networks, the styles' and the face finder's, on this device. */
export const modelCacheName = 'toonroom-models';
