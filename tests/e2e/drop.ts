import type { Page } from '@playwright/test';

/** Drops a file on the page as a person does with the mouse. */
export const drop = async (page: Page, name: string, mediaType: string, bytes: Buffer): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ({ name: fileName, mediaType: type, base64 }) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([content], fileName, { type }));
      return data;
    },
    { name, mediaType, base64: bytes.toString('base64') },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
};
