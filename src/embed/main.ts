import '#ui/styles/tokens.css';
import '#ui/styles/base.css';
import './view/embed.css';
import { preferredLanguage, showLook } from '#app/settings/look.ts';
import { initialSettings } from '#app/shared/state/settingsSlice.ts';
import { loadText } from '#app/text/index.ts';
import { firstGreeting, type Greeting } from './frame/greeting.ts';
import { settingsForLook } from './frame/look.ts';
import { parseAddress } from './protocol/address.ts';
import { type EmbedErrorCode, protocolVersion, type Report } from './protocol/messages.ts';
import { parseRequest } from './protocol/parse.ts';
import { embedTexts } from './text.ts';

// The page in a frame of another page. It keeps nothing on this device and talks to the page around it only, by
// `protocol/`.

const { host, look } = parseAddress(location.search);
const isRight = parseRequest({ type: 'setLook', ...look }) !== undefined;
const settings = {
  ...initialSettings,
  language: preferredLanguage(navigator.languages),
  ...(isRight && settingsForLook(look)),
};
const root = document.getElementById('embed')!;
const texts = embedTexts[settings.language];
document.title = texts.documentTitle;
showLook(settings);

if (host === undefined || parent === window) {
  say(texts.aloneTitle, texts.aloneText).append(linkToApp());
} else {
  // Heard from the first moment on: the page greets once this script has run.
  void firstGreeting(host).then((greeting) => start(greeting, host));
}

async function start({ version, port }: Greeting, host: string): Promise<void> {
  const refuse = (code: EmbedErrorCode): void => {
    const report: Report = { type: 'error', code, id: null };
    port.postMessage(report);
    port.close();
  };
  if (version !== protocolVersion) {
    say(texts.wrongVersionTitle, texts.wrongVersionText);
    refuse('UNSUPPORTED_VERSION');
    return;
  }
  try {
    const [{ mount }] = await Promise.all([
      import('./view/mount.tsx'),
      loadText(settings.language),
    ]);
    mount(root, { settings, host, port });
  } catch {
    say(texts.missing);
    refuse('APP_UNREACHABLE');
  }
}

/** Shows sentences in place of the editor, and returns what holds them. */
function say(title: string, ...sentences: readonly string[]): HTMLElement {
  const message = document.createElement('main');
  message.className = 'embed-message';
  const heading = document.createElement('h1');
  heading.className = 'heading';
  heading.textContent = title;
  const paragraphs = sentences.map((sentence) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = sentence;
    return paragraph;
  });
  message.append(heading, ...paragraphs);
  root.replaceChildren(message);
  return message;
}

function linkToApp(): HTMLElement {
  const link = document.createElement('a');
  link.className = 'link-button';
  link.href = './';
  link.target = '_top';
  link.textContent = texts.openApp;
  return link;
}
