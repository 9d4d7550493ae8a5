import { startOver } from '#app/photo/drawing.ts';
import { engine } from '#app/photo/engine.ts';
import { createFloodGate } from '../protocol/flood.ts';
import type { EmbedErrorCode, Report, Request } from '../protocol/messages.ts';
import { parseRequest } from '../protocol/parse.ts';
import { setOutput } from './results.ts';
import { cancelHostExport, exportForHost } from './hostExport.ts';
import { dropHostPhoto, takeFromHost } from './photos.ts';
import { followState } from './reports.ts';
import { adjustForHost, chooseStyleForHost, resetForHost, setLookForHost } from './settings.ts';

/** Tells the page around the frame something. */
export type Tell = (report: Report) => void;

/** Obeys the page at the other end of the port and tells it what happens, until the page ends it. */
export function startSession(port: MessagePort, onEnd: () => void): Tell {
  const report: Tell = (told) => port.postMessage(told);
  const fail = (code: EmbedErrorCode): void => report({ type: 'error', code, id: null });
  const stopReports = followState(report);
  const gate = createFloodGate();

  const end = (): void => {
    stopReports();
    port.close();
    cancelHostExport();
    dropHostPhoto();
    startOver();
    engine().close();
    onEnd();
  };

  const obey = (request: Request): void => {
    switch (request.type) {
      case 'setPhoto':
        return takeFromHost(asBlob(request.photo));
      case 'setStyle':
        return chooseStyleForHost(request.styleId, fail);
      case 'setStrength':
        return adjustForHost({ strength: request.strength });
      case 'setExaggeration':
        return adjustForHost({ exaggeration: request.exaggeration });
      case 'setLook':
        return setLookForHost(request) ? undefined : fail('BAD_MESSAGE');
      case 'setOutput':
        return setOutput(request);
      case 'export':
        return void exportForHost(request, report);
      case 'cancelExport':
        return cancelHostExport(request.id);
      case 'reset':
        return resetForHost();
      case 'dispose':
        return end();
    }
  };

  const hear = (message: unknown): void => {
    const verdict = gate(performance.now());
    if (verdict === 'drop') return;
    if (verdict === 'refuse') return fail('TOO_MANY_MESSAGES');
    const request = parseRequest(message);
    if (request) obey(request);
    else fail('BAD_MESSAGE');
  };

  port.addEventListener('message', ({ data }) => hear(data));
  // What cannot be read here is no message of the protocol either.
  port.addEventListener('messageerror', () => hear(undefined));
  port.start();
  return report;
}

const asBlob = (photo: Blob | ArrayBuffer): Blob =>
  photo instanceof Blob ? photo : new Blob([photo]);
