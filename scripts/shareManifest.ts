import { sharedField, shareTargetPath } from '../src/pwa/shareTarget.ts';

/** The web app manifest `plain` (JSON), which then also asks the system to share photos with the app. */
export function withShareTarget(plain: string): string {
  const manifest = {
    ...(JSON.parse(plain) as object),
    share_target: {
      action: `./${shareTargetPath}`,
      // Files come with no other method. The service worker answers it.
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { files: [{ name: sharedField, accept: ['image/*', '.heic', '.heif'] }] },
    },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
