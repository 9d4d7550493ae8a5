import { renderToStaticMarkup } from 'react-dom/server';
import { heroSample, printSample } from '#app/photo/samples.ts';
import { languages } from '#app/shared/state/settingsSlice.ts';
import type { Text } from '#app/text/index.ts';
import { texts } from '#app/text/texts.ts';
import { Icon } from '../common/Icon.tsx';
import { Wordmark } from '../common/Wordmark.tsx';
import { PendingStyles } from '../settings/PendingStyles.tsx';
import { HeroFrame } from './HeroFrame.tsx';
import { PrintPicture } from './PrintPicture.tsx';
import { StartFrame } from './StartFrame.tsx';

/** The same words in every language; the style sheet shows those of the page's own. */
function Words({ of }: { readonly of: (text: Text) => string }) {
  return languages.map((language) => (
    <span key={language} lang={language} className="any-language">
      {of(texts[language])}
    </span>
  ));
}

/** The empty page as it is seen before its scripts have come: everything in its place, nothing to use yet. */
function FirstPaint() {
  return (
    <>
      <header className="header">
        <div className="header-home">
          <Wordmark />
        </div>
      </header>
      <main className="page" data-scene="start">
        <section className="panel stage">
          <StartFrame
            sheet={
              <>
                <h1 className="sheet-title">
                  <span className="is-for-mouse">
                    <Words of={(text) => text.startTitleDrop} />
                  </span>
                  <span className="is-for-touch">
                    <Words of={(text) => text.startTitleChoose} />
                  </span>{' '}
                  <Words of={(text) => text.startTitleEnd} />
                </h1>
                <HeroFrame
                  photoUrl={heroSample.printUrl}
                  drawnUrl={heroSample.drawnUrl}
                  styles={
                    <div className="styles">
                      <PendingStyles />
                    </div>
                  }
                  caption={<span className="quiet-button hero-try">&nbsp;</span>}
                />
                <button type="button" className="button is-primary sheet-button" disabled>
                  <Icon name="photo" />
                  <Words of={(text) => text.choosePhoto} />
                </button>
                {/* Room for the button of the camera. */}
                <span className="quiet-button sheet-camera">&nbsp;</span>
                <p className="sheet-hint" role="alert">
                  <span data-shown="without-scripts" hidden>
                    <Words of={(text) => text.pageMissing} />
                  </span>
                  &nbsp;
                </p>
              </>
            }
            print={
              <div className="print">
                <PrintPicture sample={printSample} />
                <span className="print-title">&nbsp;</span>
                <span className="print-credit">&nbsp;</span>
              </div>
            }
            promise={
              <>
                <Icon name="lock" />
                <Words of={(text) => text.promise} />
                <button type="button" className="link-button" disabled>
                  <Words of={(text) => text.promiseCheck} />
                </button>
              </>
            }
          />
        </section>
      </main>
    </>
  );
}

/** The first paint as HTML, for the build to put into the page. */
export const firstPaint = (): string => renderToStaticMarkup(<FirstPaint />);
