export type CameraFrame = {
  readonly jpeg: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
};
export type CameraState = 'starting' | 'on' | 'none' | 'refused' | 'busy' | 'lost';
export type Camera = { readonly stream: MediaStream; grab(): Promise<CameraFrame | undefined>; stop(): void };

const wanted = { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'environment' } as const;
/** JPEG quality of a frame: below it the strokes of OCR-B begin to ring. */
const quality = 0.85;

const stateOf = (error: unknown): CameraState => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
};

export const base64Of = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

/** Opens a camera at 1080p and hands out its frames as JPEG, one when asked. Answers a state where it cannot. */
export const openCamera = async (video: HTMLVideoElement): Promise<Camera | CameraState> => {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  } catch (error) {
    return stateOf(error);
  }
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return {
    stream,
    grab: async () => {
      const { videoWidth: width, videoHeight: height } = video;
      if (!context || width === 0 || height === 0) return undefined;
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      context.drawImage(video, 0, 0);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      return blob ? { jpeg: await base64Of(blob), blob, width, height } : undefined;
    },
    stop: () => {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    },
  };
};
