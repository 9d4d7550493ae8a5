import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createCartoonizer } from 'toonroom';

/** One cartoonizer for the life of the component. */
function useCartoonizer() {
  const [cartoonizer, setCartoonizer] = useState(null);
  useEffect(() => {
    // `toonroom copy public/toonroom` has put its files there.
    const made = createCartoonizer({ assetBaseUrl: 'toonroom/' });
    setCartoonizer(made);
    return () => made.close();
  }, []);
  return cartoonizer;
}

function Cartoon() {
  const cartoonizer = useCartoonizer();
  const canvas = useRef(null);
  const running = useRef(null);
  const [status, setStatus] = useState('Choose a photo');

  async function draw(photo) {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    let opened;
    try {
      setStatus('Drawing');
      opened = await cartoonizer.open(photo, { signal });
      opened.preview.close();
      const recipe = { styleId: 'anime', strength: 1, exaggeration: 1 };
      const { bitmap, faces } = await cartoonizer.render(opened.photoId, recipe, { signal });
      canvas.current.width = bitmap.width;
      canvas.current.height = bitmap.height;
      canvas.current.getContext('bitmaprenderer').transferFromImageBitmap(bitmap);
      setStatus(`Done: ${faces.length} face`);
    } catch (error) {
      setStatus(error.name === 'AbortError' ? 'Stopped' : `Failed: ${error.code}`);
    } finally {
      if (opened) cartoonizer.release(opened.photoId);
    }
  }

  return (
    <main>
      <input
        type="file"
        accept="image/*"
        disabled={!cartoonizer}
        onChange={(event) => void draw(event.target.files[0])}
      />
      <button type="button" onClick={() => running.current?.abort()}>
        Stop
      </button>
      <p role="status">{status}</p>
      <canvas ref={canvas} />
    </main>
  );
}

function Page() {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <>
      {isOpen && <Cartoon />}
      <button type="button" onClick={() => setIsOpen(false)}>
        Close
      </button>
    </>
  );
}

createRoot(document.getElementById('root')).render(<Page />);
