import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';

/** Fonts come from the package's files; nothing else on the disk and nothing on the network is opened for a paper. */
export const useFonts = (): void => {
  const require = createRequire(import.meta.url);
  const normal = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
  const bold = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf');
  pdfmake.setFonts({ NotoSans: { normal, bold } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
};
