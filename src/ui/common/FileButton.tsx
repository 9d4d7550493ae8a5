import { type ReactNode, useRef } from 'react';

interface FileButtonProps {
  readonly className: string;
  /** Names the file field, which only the button opens. */
  readonly label: string;
  /** As the field's attribute of that name. */
  readonly accept: string;
  readonly multiple?: boolean;
  /** Is called as the dialog opens. */
  readonly onOpen?: () => void;
  /** Is given what was chosen, at least one file. */
  readonly onFiles: (files: readonly [File, ...File[]]) => void;
  readonly children: ReactNode;
}

/** A button that lets files be chosen; the same ones can be chosen again. */
export function FileButton({
  className,
  label,
  accept,
  multiple = false,
  onOpen,
  onFiles,
  children,
}: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={className}
        onClick={() => {
          onOpen?.();
          field.current?.click();
        }}
      >
        {children}
      </button>
      <input
        ref={field}
        type="file"
        multiple={multiple}
        accept={accept}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [first, ...others] = currentTarget.files ?? [];
          if (first) onFiles([first, ...others]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
