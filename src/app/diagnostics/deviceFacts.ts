/** What the browser tells of itself and of the device; null where it does not. */
export interface DeviceFacts {
  readonly userAgent: string;
  readonly languages: readonly string[];
  readonly screen: { readonly width: number; readonly height: number; readonly pixelRatio: number };
  readonly isIsolated: boolean;
  readonly processors: number;
  /** Rounded by the browser, and never more than it cares to tell. */
  readonly memoryGB: number | null;
  readonly storage: { readonly usedBytes: number; readonly quotaBytes: number } | null;
  readonly caches: readonly KeptFiles[] | null;
}

/** One cache of this site. */
export interface KeptFiles {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  /** How many of the files are networks. */
  readonly networks: number;
}

/** Bytes in use, what only the garbage collector could free included. */
export interface MemoryUse {
  readonly pageBytes: number;
  /** Of the engine's worker. */
  readonly engineBytes: number;
}

/** Parts of the platform that not every browser has; TypeScript knows the others. */
interface MaybeNavigator {
  readonly deviceMemory?: number;
  readonly storage?: StorageManager;
}

interface MaybePerformance {
  measureUserAgentSpecificMemory?(): Promise<{
    readonly breakdown: readonly {
      readonly bytes: number;
      readonly attribution: readonly { readonly scope: string }[];
    }[];
  }>;
}

/** Asks the browser; never rejects. */
export async function readDeviceFacts(): Promise<DeviceFacts> {
  const { deviceMemory } = navigator as MaybeNavigator;
  const [storage, caches] = await Promise.all([
    readStorage().catch(() => null),
    readCaches().catch(() => null),
  ]);
  return {
    userAgent: navigator.userAgent,
    languages: navigator.languages,
    screen: { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio },
    isIsolated: crossOriginIsolated,
    processors: navigator.hardwareConcurrency,
    memoryGB: deviceMemory ?? null,
    storage,
    caches,
  };
}

/** What the page uses; null where the browser does not tell. It may take a minute; never rejects. */
export async function measureMemory(): Promise<MemoryUse | null> {
  const measuring = performance as MaybePerformance;
  try {
    const measured = await measuring.measureUserAgentSpecificMemory?.();
    if (!measured) return null;
    let pageBytes = 0;
    let engineBytes = 0;
    for (const { bytes, attribution } of measured.breakdown) {
      if (attribution.some(({ scope }) => scope === 'DedicatedWorkerGlobalScope')) {
        engineBytes += bytes;
      } else {
        pageBytes += bytes;
      }
    }
    return { pageBytes, engineBytes };
  } catch {
    // Only isolated pages get this value.
    return null;
  }
}

async function readStorage(): Promise<DeviceFacts['storage']> {
  const estimate = await (navigator as MaybeNavigator).storage?.estimate();
  if (estimate?.usage === undefined || estimate.quota === undefined) return null;
  return { usedBytes: estimate.usage, quotaBytes: estimate.quota };
}

async function readCaches(): Promise<readonly KeptFiles[] | null> {
  if (!('caches' in globalThis)) return null;
  const names = await caches.keys();
  return await Promise.all(names.map(readCache));
}

async function readCache(name: string): Promise<KeptFiles> {
  const cache = await caches.open(name);
  const requests = await cache.keys();
  let bytes = 0;
  // One by one: together they could fill the memory that is looked into here.
  for (const request of requests) {
    const response = await cache.match(request);
    bytes += (await response?.blob())?.size ?? 0;
  }
  const networks = requests.filter(({ url }) => url.endsWith('.onnx')).length;
  return { name, files: requests.length, bytes, networks };
}
