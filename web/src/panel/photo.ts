/** A picture small enough to lie inside the document: the printed CV fetches nothing. */

/** Pixels; printed at 26 × 30 mm this is more than 250 dpi. */
const SIZE = { width: 280, height: 323 };

/** The middle of the picture as a JPEG data URL of some 30 kB. Throws when the browser cannot read it as a picture. */
export async function photoOf(file: File): Promise<string> {
  const picture = await createImageBitmap(file);
  const canvas = Object.assign(window.document.createElement('canvas'), SIZE);
  const scale = Math.max(SIZE.width / picture.width, SIZE.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d')?.drawImage(picture, (SIZE.width - width) / 2, (SIZE.height - height) / 2, width, height);
  return canvas.toDataURL('image/jpeg', 0.85);
}
