import { createServer } from 'node:http';
import 'reflect-metadata';
import { serve } from '@hono/node-server';
import { toNodeHandler } from '@imgroups/core/node';
import { Controller, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import { Hono } from 'hono';
import Koa from 'koa';
import { post, vendors } from './vendors.js';

/** Serves a receiver with each framework; resolves with the server. */
const frameworks = {
  'node:http': (webhooks) => listening(createServer(toNodeHandler(webhooks))),
  Express(webhooks) {
    const app = express();
    app.post('/im', toNodeHandler(webhooks));
    app.use(express.json());
    return listening(createServer(app));
  },
  'Express with bytes'(webhooks) {
    const app = express();
    app.use(express.raw({ type: '*/*' }));
    app.post('/im', toNodeHandler(webhooks));
    return listening(createServer(app));
  },
  Koa(webhooks) {
    const app = new Koa();
    const handler = toNodeHandler(webhooks);
    app.use((context) => {
      context.respond = false;
      return handler(context.req, context.res);
    });
    return listening(createServer(app.callback()));
  },
  async Nest(webhooks) {
    class AppModule {}
    Module({})(AppModule);
    const app = await NestFactory.create(AppModule, { logger: ['error'] });
    app.use('/im', toNodeHandler(webhooks));
    await app.listen(0, '127.0.0.1');
    return app.getHttpServer();
  },
  async 'Nest with rawBody'(webhooks) {
    const handler = toNodeHandler(webhooks);
    class Callbacks {
      receive(request, response) {
        return handler(request, response);
      }
    }
    class AppModule {}
    // What decorators do, in JavaScript.
    const method = [Callbacks.prototype, 'receive'];
    Controller()(Callbacks);
    Post('im')(...method, Object.getOwnPropertyDescriptor(...method));
    Req()(...method, 0);
    Res()(...method, 1);
    Module({ controllers: [Callbacks] })(AppModule);
    const app = await NestFactory.create(AppModule, { logger: ['error'], rawBody: true });
    await app.listen(0, '127.0.0.1');
    return app.getHttpServer();
  },
  Hono(webhooks) {
    const app = new Hono();
    app.post('/im', (context) => webhooks.fetch(context.req.raw));
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(server),
      );
    });
  },
};

const [, , name] = process.argv;
const outcomes = [];
for (const { create, sign } of Object.values(vendors)) {
  const joined = [];
  const server = await frameworks[name](
    create({ 'members.joined': ({ data }) => void joined.push(...data.userIds) }),
  );
  const response = await post(`http://127.0.0.1:${server.address().port}/im`, await sign());
  outcomes.push(`${response.status} ${joined}`);
  server.close();
  server.closeAllConnections();
}
console.log(`${name}: ${outcomes.join(', ')}`);

function listening(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
