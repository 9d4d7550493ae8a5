import { expose } from 'comlink';
import { createEngine } from './engine.ts';
import { installWireHandlers } from './wire.ts';
import { createWorkerApi } from './workerApi.ts';

installWireHandlers();
expose(createWorkerApi(createEngine));
