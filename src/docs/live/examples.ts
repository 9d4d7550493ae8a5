/** What an example is given on the page. */
export interface Setting {
  /** The reader's own photo, or samples. */
  readonly photos: () => Promise<readonly Blob[]>;
  readonly signal: AbortSignal;
  readonly show: (picture: Blob) => void;
  readonly canvas: () => HTMLCanvasElement;
  readonly tell: (sentence: string) => void;
  /** 0..1; for what the page does not learn from the engine itself. */
  readonly progress: (share: number) => void;
}

export interface LiveExample {
  /** How many sample photos it draws. */
  readonly samples: number;
  readonly canStop: boolean;
  readonly run: (setting: Setting) => Promise<void>;
}

/** Draws the first photo into a file. */
const one = (load: () => Promise<(photo: Blob) => Promise<Blob>>): LiveExample => ({
  samples: 1,
  canStop: false,
  async run({ photos, show }) {
    const [draw, [photo]] = await Promise.all([load(), photos()]);
    show(await draw(photo!));
  },
});

/** The examples by the name of their file. */
export const examples: Readonly<Record<string, LiveExample>> = {
  firstCartoon: one(async () => (await import('../examples/firstCartoon.ts')).drawCartoon),
  avatar: one(async () => (await import('../examples/avatar.ts')).drawAvatar),
  customStyle: one(async () => (await import('../examples/customStyle.ts')).drawInOwnStyle),
  progress: {
    samples: 1,
    canStop: true,
    async run({ photos, canvas, progress, signal }) {
      const [{ showPreview }, [photo]] = await Promise.all([
        import('../examples/progress.ts'),
        photos(),
      ]);
      await showPreview(photo!, canvas(), ({ fraction }) => progress(fraction), signal);
    },
  },
  batch: {
    samples: 2,
    canStop: true,
    async run({ photos, show, tell, progress, signal }) {
      const [{ drawAll }, all] = await Promise.all([import('../examples/batch.ts'), photos()]);
      const onDrawn: Parameters<typeof drawAll>[1] = (drawn) => {
        if ('drawing' in drawn) show(drawn.drawing);
        else tell(drawn.code);
        progress((drawn.index + 1) / all.length);
      };
      await drawAll(all, onDrawn, signal);
    },
  },
  errors: {
    samples: 1,
    canStop: true,
    async run({ photos, tell, signal }) {
      const [{ check }, [photo]] = await Promise.all([import('../examples/errors.ts'), photos()]);
      for (const file of [photo!, new Blob(['no picture'])]) tell(await check(file, signal));
    },
  },
};
