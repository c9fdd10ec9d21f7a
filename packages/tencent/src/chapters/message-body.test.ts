import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type ImportedElement,
  importedBody,
  type MessageElement,
  messageBody,
  type StoredElement,
  storedBody,
} from './message-body.ts';

const text = { MsgType: 'TIMTextElem', MsgContent: { Text: 'Look' } };
const location = {
  MsgType: 'TIMLocationElem',
  MsgContent: { Desc: 'Shop', Latitude: 52.5, Longitude: 13.4 },
};
const face = { MsgType: 'TIMFaceElem', MsgContent: { Index: 6, Data: 'abc' } };
const custom = {
  MsgType: 'TIMCustomElem',
  MsgContent: { Data: '{}', Desc: 'Vote', Ext: 'x', Sound: 'dingdong.aiff' },
};
const sound = {
  MsgType: 'TIMSoundElem',
  MsgContent: { Url: 'https://example.com/1', UUID: '1', Size: 9, Second: 2, Download_Flag: 2 },
};
const image = {
  MsgType: 'TIMImageElem',
  MsgContent: {
    UUID: '1',
    ImageFormat: 255,
    ImageInfoArray: [{ Type: 1, Size: 9, Width: 8, Height: 7, URL: 'https://example.com/1.webp' }],
  },
};
const file = {
  MsgType: 'TIMFileElem',
  MsgContent: {
    Url: 'https://example.com/1',
    UUID: '1',
    FileSize: 9,
    FileName: 'plan.txt',
    Download_Flag: 2,
  },
};
const video = {
  MsgType: 'TIMVideoFileElem',
  MsgContent: {
    VideoUrl: 'https://example.com/1.mp4',
    VideoUUID: '1',
    VideoSize: 9,
    VideoSecond: 2,
    VideoFormat: 'mp4',
    VideoDownloadFlag: 2,
    ThumbUrl: 'https://example.com/1.jpg',
    ThumbUUID: '2',
    ThumbSize: 9,
    ThumbWidth: 8,
    ThumbHeight: 7,
    ThumbFormat: 'JPG',
    ThumbDownloadFlag: 2,
  },
};
const relay = { MsgType: 'TIMRelayElem', MsgContent: { Title: 'Chat', MsgNum: 2 } };

const accepts = (schema: v.GenericSchema, body: unknown) => v.safeParse(schema, body).success;

describe.each([text, location, face, custom, sound, image, file, video, relay])(
  '$MsgType',
  (element) => {
    test('can be read', () => {
      expect(accepts(storedBody, [element])).toBe(true);
    });

    test('can be sent unless it is made by forwarding', () => {
      expect(accepts(messageBody, [element])).toBe(element !== relay);
    });

    test('can be imported if it needs no upload', () => {
      const importable: object[] = [text, location, face, custom];

      expect(accepts(importedBody, [element])).toBe(importable.includes(element));
    });
  },
);

describe('a message is refused', () => {
  test.each([
    ['without elements', []],
    ['that is no list', text],
    ['with an element of no known type', [{ ...text, MsgType: 'TIMTextElement' }]],
    ['with content of another type', [{ ...text, MsgContent: face.MsgContent }]],
    ['with an upload that has no download flag', [{ ...sound, MsgContent: { Url: 'x' } }]],
    ['with two custom elements', [custom, text, custom]],
  ])('%s', (_, body) => {
    expect(accepts(messageBody, body)).toBe(false);
  });
});

test('the length counts bytes of all texts, a Chinese character as three', () => {
  const words = (characters: number) => [
    text,
    { MsgType: 'TIMTextElem', MsgContent: { Text: '你'.repeat(characters) } },
  ];
  // `Look` takes 4 of the 12,288 bytes.
  const longest = (12 * 1024 - 4) / 3;

  const refused = v.safeParse(messageBody, words(Math.floor(longest) + 1));

  expect(accepts(messageBody, words(Math.floor(longest)))).toBe(true);
  expect(refused.issues?.[0].message).toBe('12289 bytes, at most 12288 per message');
});

test('the types of a body are the named unions', () => {
  expectTypeOf<v.InferInput<typeof messageBody>>().toEqualTypeOf<MessageElement[]>();
  expectTypeOf<v.InferInput<typeof importedBody>>().toEqualTypeOf<ImportedElement[]>();
  expectTypeOf<v.InferInput<typeof storedBody>>().toEqualTypeOf<StoredElement[]>();
});
