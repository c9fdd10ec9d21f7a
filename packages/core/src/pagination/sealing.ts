import { jwtDecrypt } from 'jose/jwt/decrypt';
import { EncryptJWT } from 'jose/jwt/encrypt';
import {
  bindingText,
  type CursorBinding,
  type CursorCodec,
  invalidCursor,
} from './cursor-codec.ts';

const lifeSeconds = 24 * 3600;

/** Cursors as encrypted JWTs (`dir`, A256GCM) whose audience is what they belong to. */
export async function sealedCursors(secret: string, now: () => number): Promise<CursorCodec> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  const key = await crypto.subtle.importKey('raw', digest, 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    encode(position: unknown, binding: CursorBinding) {
      return new EncryptJWT({ position })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(bindingText(binding))
        .setExpirationTime(Math.floor(now() / 1000) + lifeSeconds)
        .encrypt(key);
    },
    async decode(cursor: string, binding: CursorBinding) {
      try {
        const { payload } = await jwtDecrypt(cursor, key, {
          audience: bindingText(binding),
          currentDate: new Date(now()),
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return payload.position;
      } catch {
        throw invalidCursor();
      }
    },
  };
}
