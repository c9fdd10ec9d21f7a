/** The languages in which a plan says what it found. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

interface FindingText {
  readonly text: string;
  /** The advice for it. */
  readonly remedy: string;
}

/** The texts of a plan for each kind of finding. */
export const findingTexts = {
  kind_without_counterpart: {
    en: {
      text: 'The target has no groups of this kind.',
      remedy: "onKindMissing: 'standard' makes them standard groups, 'skip' leaves them.",
    },
    zh: {
      text: '目标应用没有这种类型的群组。',
      remedy: "用 onKindMissing: 'standard' 建成标准群，或用 'skip' 不迁移。",
    },
  },
  owner_missing: {
    en: {
      text: 'The group has no owner at the source, or one who does not move, and the target wants one.',
      remedy: "Give it an owner at the source, or leave such groups with onOwnerMissing: 'skip'.",
    },
    zh: {
      text: '群组在源应用没有群主，或群主不迁移，而目标应用要求有群主。',
      remedy: "在源应用指定群主，或用 onOwnerMissing: 'skip' 不迁移这类群组。",
    },
  },
  group_id_taken: {
    en: {
      text: 'A group of the target has this id already.',
      remedy: "onGroupIdTaken: 'new' lets the vendor make another id; else delete that group.",
    },
    zh: {
      text: '目标应用已有使用此 ID 的群组。',
      remedy: "用 onGroupIdTaken: 'new' 由厂商另行生成 ID，或删除该群组。",
    },
  },
  text_too_long: {
    en: {
      text: 'The name, description, announcement or avatar address is longer than the target takes.',
      remedy: "Shorten it at the source, or onTextTooLong: 'cut' (an address is dropped).",
    },
    zh: {
      text: '群名称、简介、公告或头像地址超过目标应用的长度限制。',
      remedy: "在源应用缩短，或用 onTextTooLong: 'cut' 截断（头像地址会被舍弃）。",
    },
  },
  over_capacity: {
    en: {
      text: 'The group has more members than the target takes.',
      remedy:
        "Give rules.maxMembers if the plan that was bought allows more, split the group (at Tencent larger ones are communities), or onOverCapacity: 'skip'.",
    },
    zh: {
      text: '群成员数超过目标应用的上限。',
      remedy:
        "若已购套餐允许更多成员，请设置 rules.maxMembers；也可拆分群组（在腾讯，更大的群组是社群），或用 onOverCapacity: 'skip' 不迁移。",
    },
  },
  text_may_be_too_long: {
    en: {
      text: 'A text is longer than one of the vendor’s pages allows; another page allows it.',
      remedy: 'Move one such group first, with `limit` or a filter.',
    },
    zh: {
      text: '某个文本超过厂商某一页文档的长度限制，而另一页文档允许。',
      remedy: '先用 `limit` 或筛选条件试迁一个这样的群组。',
    },
  },
  capacity_lowered: {
    en: {
      text: 'The group may have more members at the source than it can have at the target.',
      remedy: 'Give rules.maxMembers if the plan that was bought allows more.',
    },
    zh: {
      text: '群组在源应用的人数上限高于目标应用。',
      remedy: '若已购套餐允许更多成员，请设置 rules.maxMembers。',
    },
  },
  group_id_not_kept: {
    en: {
      text: 'The group gets a new id: the target does not take this one, or ids of your own are not asked for.',
      remedy: 'Export the id map with exportIdMap() and use it in your application.',
    },
    zh: {
      text: '群组会得到新的 ID：目标应用不接受原 ID，或没有要求使用自定义 ID。',
      remedy: '用 exportIdMap() 导出 ID 对照表，并在你的应用中使用。',
    },
  },
  invite_policy_changed: {
    en: {
      text: 'The target does not have this policy of invitation; only owner and admins will invite.',
      remedy: 'None: it is the nearest that the target has.',
    },
    zh: {
      text: '目标应用没有这种邀请策略；只有群主和管理员可以邀请。',
      remedy: '无：这是目标应用中最接近的策略。',
    },
  },
  lists_not_shown: {
    en: {
      text: 'The source does not show members, mutes or blacklist of the group; what it does not show does not move.',
      remedy:
        'Switch the lists on at the source, if its plan has them, and take the inventory again.',
    },
    zh: {
      text: '源应用不提供该群组的成员、禁言或黑名单列表；读不到的内容不会迁移。',
      remedy: '若源应用的套餐支持，请开通这些列表，然后重新清点。',
    },
  },
  roles_without_counterpart: {
    en: {
      text: 'Members have roles that the neutral model does not know; they become ordinary members.',
      remedy: 'Give them their rights by the native client afterwards.',
    },
    zh: {
      text: '有成员的角色不在通用模型之内；他们会成为普通成员。',
      remedy: '迁移后用厂商原生客户端恢复他们的权限。',
    },
  },
  admins_lost: {
    en: {
      text: 'The group has admins, and groups of its kind have none at the target.',
      remedy: "onKindMissing does not help here; the group's kind decides.",
    },
    zh: {
      text: '群组有管理员，而目标应用的这类群组没有管理员。',
      remedy: '由群组类型决定，onKindMissing 不起作用。',
    },
  },
  mutes_lost: {
    en: {
      text: 'Members are muted, and groups of this kind have no mutes at the target.',
      remedy: 'None.',
    },
    zh: {
      text: '有成员被禁言，而目标应用的这类群组不支持禁言。',
      remedy: '无。',
    },
  },
  blacklist_needs_plan: {
    en: {
      text: 'The group has a blacklist, which a plan or a console switch of the target must allow.',
      remedy: 'Switch it on before apply; else the entries are findings of its report.',
    },
    zh: {
      text: '群组有黑名单，目标应用需要相应的套餐或控制台开关。',
      remedy: '执行前请先开通；否则这些条目会成为执行报告中的发现。',
    },
  },
  ban_ends_lost: {
    en: {
      text: 'Entries of the blacklist have an end, and the target has only permanent ones.',
      remedy: "They become permanent, or are left with onBanWithEnd: 'skip'.",
    },
    zh: {
      text: '黑名单中有带期限的条目，而目标应用只有永久的条目。',
      remedy: "它们会变为永久；或用 onBanWithEnd: 'skip' 不迁移。",
    },
  },
  creation_times_lost: {
    en: {
      text: 'The target sets the time of creation itself.',
      remedy: 'Keep the inventory if you need the old times.',
    },
    zh: {
      text: '建群时间由目标应用自行设定。',
      remedy: '如需原来的时间，请保留清点结果。',
    },
  },
  join_times_lost: {
    en: {
      text: 'The target sets the time at which members joined itself.',
      remedy: 'Keep the times in your own database if you need them.',
    },
    zh: {
      text: '成员的入群时间由目标应用自行设定。',
      remedy: '如需原来的时间，请保存在你自己的数据库中。',
    },
  },
  owner_join_time_lost: {
    en: {
      text: 'The owner joins at the time of the import; members keep their times.',
      remedy: 'None: the import of the vendor has no field for it.',
    },
    zh: {
      text: '群主的入群时间为导入的时间；其他成员保留原来的时间。',
      remedy: '无：厂商的导入接口没有对应的字段。',
    },
  },
  notices_unknown: {
    en: {
      text: 'Members are told nothing of groups and memberships; whether the vendor tells them of roles, mutes, blacklist and announcement cannot be known.',
      remedy: 'Move a group of test users first, and look at their clients.',
    },
    zh: {
      text: '建群和入群不会通知成员；角色、禁言、黑名单和公告的变更，厂商是否通知成员无法得知。',
      remedy: '先迁移一个只有测试用户的群组，观察他们的客户端。',
    },
  },
  messages_not_moved: {
    en: {
      text: 'Messages, files, custom fields, attributes, and nicknames in the group are not moved.',
      remedy: 'Move what you need by the native clients.',
    },
    zh: {
      text: '消息、文件、自定义字段、群属性和群名片不迁移。',
      remedy: '需要的部分请用厂商原生客户端迁移。',
    },
  },
  user_id_too_long: {
    en: {
      text: 'The id is longer than the target takes.',
      remedy:
        "onUserIdTooLong: 'map' with an entry in userIds for each, or 'skip', which leaves these users.",
    },
    zh: {
      text: '用户 ID 超过目标应用的长度限制。',
      remedy: "用 onUserIdTooLong: 'map' 并在 userIds 中逐个给出，或用 'skip' 不迁移这些用户。",
    },
  },
  user_id_invalid: {
    en: {
      text: 'The id has characters that the target does not take.',
      remedy:
        "onUserIdInvalid: 'map' with an entry in userIds for each, or 'skip', which leaves these users.",
    },
    zh: {
      text: '用户 ID 含有目标应用不接受的字符。',
      remedy: "用 onUserIdInvalid: 'map' 并在 userIds 中逐个给出，或用 'skip' 不迁移这些用户。",
    },
  },
  user_ids_fold: {
    en: {
      text: 'Another user of the source would have the same id at the target.',
      remedy: "onUserIdsFold: 'map' with other ids in userIds, or 'merge' if they are one person.",
    },
    zh: {
      text: '源应用的另一个用户在目标应用会有相同的 ID。',
      remedy: "用 onUserIdsFold: 'map' 并在 userIds 中给出其他 ID；若是同一个人，用 'merge'。",
    },
  },
  account_missing: {
    en: {
      text: 'The user has no account at the target.',
      remedy: "onAccountMissing: 'create' registers accounts, 'skip' leaves these users.",
    },
    zh: {
      text: '用户在目标应用没有账号。',
      remedy: "用 onAccountMissing: 'create' 注册账号，或用 'skip' 不迁移这些用户。",
    },
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, FindingText>>>>;

export type FindingKind = keyof typeof findingTexts;

/** Says that the answer of a rule decides. */
export const decides: Readonly<Record<Language, (rule: string, answer: string) => string>> = {
  en: (rule, answer) => ` ${rule}: '${answer}' decides.`,
  zh: (rule, answer) => `已由规则 ${rule}: '${answer}' 处理。`,
};
