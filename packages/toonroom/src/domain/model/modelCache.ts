/**
 * The name of the Cache API cache that keeps the networks, of the styles and of the face finder, on
 * this device.
 */
export const modelCacheName = 'toonroom-models';
