import type { ErrorMeaning } from '@imgroups/core/adapter';
import type { EventSupport } from '@imgroups/core/webhooks';
import type { CallbackRules } from '../../../packages/emulator/src/server/callback-rules.ts';
import type { Language, Text } from './language.ts';

/** The texts of a group, by their neutral names. */
export const groupTexts = ['name', 'description', 'announcement', 'avatarUrl'] as const;

/** A longest text, by a page of the vendor. */
export interface TextLength {
  readonly max: number;
  readonly unit: 'bytes' | 'characters';
  readonly page: string;
  readonly asOf: string;
}

/** Texts about a vendor that no declaration tells, for its pages. One file per vendor in `vendors/`. */
export interface VendorPages {
  /** Tells what a reader must know before any of the endpoints. */
  readonly introduction: Text;
  /** Addresses of the vendor's documentation, one of which every endpoint names. */
  readonly documentation: RegExp;
  /** Introduces the fields that every answer has. */
  readonly everyAnswer: Text;
  /** Adds to the introduction of the capabilities. */
  readonly capabilities?: Text;
  /** The library's reading of the vendor's errors; `code` is for those that a number stands for. */
  readonly errors: readonly { readonly code?: string; readonly meaning: ErrorMeaning }[];
  readonly errorCodesPage: (language: Language) => string;
  /** Limits that the client keeps beside those of the endpoints. */
  readonly limits?: readonly (readonly [value: Text, meaning: Text])[];
  /** Large objects of requests that have a section of their own in a chapter, shown as the endpoint takes them. */
  readonly sharedObjects?: {
    readonly chapter: string;
    readonly endpoint: string;
    readonly fields: readonly string[];
  };
  /** The longest texts: the one that the client keeps to first, then those of other pages. */
  readonly texts?: Readonly<Record<(typeof groupTexts)[number], readonly TextLength[]>>;
  /** The events of its callbacks, if they are received: the neutral ones, and the names of all others. */
  readonly events?: {
    readonly support: EventSupport;
    readonly others: readonly string[];
    /** The callbacks that the emulator sends for each operation. */
    readonly sent: readonly CallbackRules[];
    /** Explains what depends. */
    readonly notes?: Text;
  };
  /** Options of a provider that sends nothing. */
  readonly offlineOptions: object;
}
