declare module 'tls-sig-api-v2' {
  /** The vendor's own signer. */
  export class Api {
    constructor(sdkAppId: number, secretKey: string);
    genUserSig(userId: string, expireSeconds: number): string;
    genPrivateMapKey(
      userId: string,
      expireSeconds: number,
      roomId: number,
      privilegeMap: number,
    ): string;
  }
}
