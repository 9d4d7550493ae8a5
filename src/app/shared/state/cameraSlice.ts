export interface CameraSlice {
  readonly isOpen: boolean;
}

export const initialCamera: CameraSlice = { isOpen: false };
