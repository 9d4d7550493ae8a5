import type { ReactNode } from 'react';
import { warmUp } from '#app/photo/engine.ts';
import { FileButton } from '#ui/common/FileButton.tsx';
import { useText } from '#ui/common/useApp.ts';
import { takeFromUser } from '../frame/photos.ts';

interface PhotoButtonProps {
  readonly className: string;
  readonly children: ReactNode;
}

/** Lets a person choose a photo, and meanwhile starts fetching what a drawing needs. */
export function PhotoButton({ className, children }: PhotoButtonProps) {
  const text = useText();
  return (
    <FileButton
      className={className}
      label={text.photoField}
      accept="image/*,.heic,.heif,.avif"
      onOpen={() => void warmUp()}
      onFiles={(files) => void takeFromUser(files)}
    >
      {children}
    </FileButton>
  );
}
