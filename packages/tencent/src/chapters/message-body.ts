import * as v from 'valibot';
import { count, flag, integer } from './common.ts';

/** Text. */
const textElement = v.object({
  MsgType: v.literal('TIMTextElem'),
  MsgContent: v.object({ Text: v.string() }),
});
export interface TextElement extends v.InferInput<typeof textElement> {}

/** A place on the map. */
const locationElement = v.object({
  MsgType: v.literal('TIMLocationElem'),
  MsgContent: v.object({
    Desc: v.optional(v.string()),
    Latitude: v.number(),
    Longitude: v.number(),
  }),
});
export interface LocationElement extends v.InferInput<typeof locationElement> {}

/** An emoji of the app's own set. */
const faceElement = v.object({
  MsgType: v.literal('TIMFaceElem'),
  MsgContent: v.object({
    /** Number of the emoji, as the app counts. */
    Index: integer,
    Data: v.optional(v.string()),
  }),
});
export interface FaceElement extends v.InferInput<typeof faceElement> {}

/** Any data that the app agrees on with its clients. */
const customElement = v.object({
  MsgType: v.literal('TIMCustomElem'),
  MsgContent: v.object({
    Data: v.optional(v.string()),
    /** Text of the offline push. */
    Desc: v.optional(v.string()),
    /** Extra data of the offline push. */
    Ext: v.optional(v.string()),
    /** Sound file of the offline push. */
    Sound: v.optional(v.string()),
  }),
});
export interface CustomElement extends v.InferInput<typeof customElement> {}

/** A voice message that was uploaded before. */
const soundElement = v.object({
  MsgType: v.literal('TIMSoundElem'),
  MsgContent: v.object({
    Url: v.string(),
    UUID: v.string(),
    /** In bytes. */
    Size: count,
    /** Length in seconds. */
    Second: count,
    Download_Flag: v.literal(2),
  }),
});
export interface SoundElement extends v.InferInput<typeof soundElement> {}

/** A picture that was uploaded before, in up to three sizes. */
const imageElement = v.object({
  MsgType: v.literal('TIMImageElem'),
  MsgContent: v.object({
    UUID: v.string(),
    /** 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 other. */
    ImageFormat: v.picklist([1, 2, 3, 4, 255]),
    ImageInfoArray: v.array(
      v.object({
        /** 1 original, 2 large, 3 thumbnail. */
        Type: v.picklist([1, 2, 3]),
        /** In bytes. */
        Size: count,
        /** In pixels. */
        Width: count,
        /** In pixels. */
        Height: count,
        URL: v.string(),
      }),
    ),
  }),
});
export interface ImageElement extends v.InferInput<typeof imageElement> {}

/** A file that was uploaded before. */
const fileElement = v.object({
  MsgType: v.literal('TIMFileElem'),
  MsgContent: v.object({
    Url: v.string(),
    UUID: v.string(),
    /** In bytes. */
    FileSize: count,
    FileName: v.string(),
    Download_Flag: v.literal(2),
  }),
});
export interface FileElement extends v.InferInput<typeof fileElement> {}

/** A video that was uploaded before, with its cover. */
const videoElement = v.object({
  MsgType: v.literal('TIMVideoFileElem'),
  MsgContent: v.object({
    VideoUrl: v.string(),
    VideoUUID: v.string(),
    /** In bytes. */
    VideoSize: count,
    /** Length in seconds. */
    VideoSecond: count,
    /** For example `mp4`. */
    VideoFormat: v.string(),
    VideoDownloadFlag: v.literal(2),
    ThumbUrl: v.string(),
    ThumbUUID: v.string(),
    /** In bytes. */
    ThumbSize: count,
    /** In pixels. */
    ThumbWidth: count,
    /** In pixels. */
    ThumbHeight: count,
    /** For example `JPG`. */
    ThumbFormat: v.string(),
    ThumbDownloadFlag: v.literal(2),
  }),
});
export interface VideoElement extends v.InferInput<typeof videoElement> {}

/** Forwarded messages, merged by a client; they can be read, not sent. */
const relayElement = v.object({
  MsgType: v.literal('TIMRelayElem'),
  MsgContent: v.object({
    Title: v.optional(v.string()),
    /** The number of merged messages. */
    MsgNum: v.optional(count),
    /** Shown by clients that do not know merged messages. */
    CompatibleText: v.optional(v.string()),
    AbstractList: v.optional(v.array(v.string())),
    /** The messages, where they are few. */
    MsgList: v.optional(v.array(v.unknown())),
    /** The key under which the messages are to be found, when they are many. */
    JsonMsgKey: v.optional(v.string()),
  }),
});
export interface RelayElement extends v.InferInput<typeof relayElement> {}

/** One part of a message that the server sends. */
export type MessageElement =
  | TextElement
  | LocationElement
  | FaceElement
  | CustomElement
  | SoundElement
  | ImageElement
  | FileElement
  | VideoElement;

/** One part of a message that is imported. */
export type ImportedElement = TextElement | LocationElement | FaceElement | CustomElement;

/** One part of a message that was stored. */
export type StoredElement = MessageElement | RelayElement;

const importedElements = [textElement, locationElement, faceElement, customElement] as const;

const sentElements = [
  ...importedElements,
  soundElement,
  imageElement,
  fileElement,
  videoElement,
] as const;

/** One message in bytes by the newest pages, 12 KB; older ones have 8,000 bytes. */
const maxMessageBytes = 12 * 1024;

/** The elements of a message: at least one, at most one of them custom, 12 KB in all. */
export const messageBody = v.pipe(
  v.array(v.variant('MsgType', sentElements)),
  ...messageRules<MessageElement>(),
);

/** The elements of an imported message, which can have fewer types. */
export const importedBody = v.pipe(
  v.array(v.variant('MsgType', importedElements)),
  ...messageRules<ImportedElement>(),
);

/** The elements of a message as history has them. */
export const storedBody = v.array(v.variant('MsgType', [...sentElements, relayElement]));

/** The notification on devices that are offline. */
export const offlinePushInfo = v.object({
  /** 1 = no push. Default 0. */
  PushFlag: v.optional(flag),
  Title: v.optional(v.string()),
  Desc: v.optional(v.string()),
  /** Passed on to the app; should be JSON text. */
  Ext: v.optional(v.string()),
  AndroidInfo: v.optional(
    v.object({
      Sound: v.optional(v.string()),
      PushStyle: v.optional(flag),
      HuaWeiChannelID: v.optional(v.string()),
      XiaoMiChannelID: v.optional(v.string()),
      OPPOChannelID: v.optional(v.string()),
      GoogleChannelID: v.optional(v.string()),
      /** 0 = operating message, 1 = system message. */
      VIVOClassification: v.optional(flag),
      VIVOCategory: v.optional(v.string()),
      HuaWeiImportance: v.optional(v.picklist(['LOW', 'NORMAL'])),
      /** 1 = `Ext` is passed in the intent of the push. */
      ExtAsHuaweiIntentParam: v.optional(flag),
      HuaWeiCategory: v.optional(v.string()),
      HuaWeiImage: v.optional(v.string()),
      HonorImage: v.optional(v.string()),
      HonorImportance: v.optional(v.picklist(['LOW', 'NORMAL'])),
      GoogleImage: v.optional(v.string()),
    }),
  ),
  ApnsInfo: v.optional(
    v.object({
      Sound: v.optional(v.string()),
      /** 1 = the message does not raise the number on the icon. Default 0. */
      BadgeMode: v.optional(flag),
      /** In place of `OfflinePushInfo.Title`. */
      Title: v.optional(v.string()),
      SubTitle: v.optional(v.string()),
      Image: v.optional(v.string()),
      MutableContent: v.optional(flag),
      InterruptionLevel: v.optional(
        v.picklist(['active', 'critical', 'passive', 'time-sensitive']),
      ),
      /** 1 = silent push. */
      ContentAvailable: v.optional(flag),
    }),
  ),
});
export interface OfflinePushInfo extends v.InferInput<typeof offlinePushInfo> {}

function messageRules<Element extends MessageElement>() {
  return [
    v.minLength<Element[], 1>(1),
    v.checkItems<Element[], string>(
      (element, index, body) => !isCustom(element) || body.findIndex(isCustom) === index,
      'at most one TIMCustomElem per message',
    ),
    v.check<Element[], (issue: v.CheckIssue<Element[]>) => string>(
      (body) => bytesOf(body) <= maxMessageBytes,
      ({ input }) => `${bytesOf(input)} bytes, at most ${maxMessageBytes} per message`,
    ),
  ] as const;
}

function isCustom({ MsgType }: MessageElement): boolean {
  return MsgType === 'TIMCustomElem';
}

/** Bytes of UTF-8 of the texts in a message; what the vendor counts beside them is not documented. */
function bytesOf(body: readonly MessageElement[]): number {
  return body.reduce((sum, { MsgContent }) => sum + bytesOfTexts(MsgContent), 0);
}

function bytesOfTexts(value: unknown): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOfTexts(part), 0);
}
