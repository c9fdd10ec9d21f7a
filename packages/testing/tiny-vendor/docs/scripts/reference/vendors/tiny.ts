import { errorMeanings } from '../../../../packages/tiny/src/protocol.ts';
import { meaningCells, meaningHead } from '../error-meaning.ts';
import { code, page, table } from '../markdown.ts';
import type { VendorPages } from '../vendor-pages.ts';

export const vendorPages: VendorPages = {
  introduction: { en: 'Methods of the native client.', zh: '原生客户端的方法。' },
  documentation: /^https:\/\/tiny\.example\/\w+#\w+$/,
  everyAnswer: { en: '`ok` is true.', zh: '`ok` 为真。' },
  errors: Object.entries(errorMeanings).map(([code, meaning]) => ({ code, meaning })),
  errorCodesPage: (language) =>
    page(
      language,
      { en: 'Tiny: error codes', zh: '小小：错误码' }[language],
      table(
        [{ en: 'Word', zh: '错误' }[language], ...meaningHead(language)],
        Object.entries(errorMeanings).map(([word, meaning]) => [
          code(word),
          ...meaningCells(meaning, language),
        ]),
      ),
    ),
  offlineOptions: { baseUrl: 'http://localhost', key: 'key' },
};
