import { useEffect, useState } from 'react';

/** Is something dragged over the page? Over a frame the frame alone would hear of it; meanwhile it is passed by. */
export function useDragging(): boolean {
  const [isDragging, setIsDragging] = useState(false);
  useEffect(() => {
    const enter = () => setIsDragging(true);
    const end = () => setIsDragging(false);
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && end();
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', end);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', end);
    };
  }, []);
  return isDragging;
}
