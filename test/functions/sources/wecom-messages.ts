/**
 * Decrypted messages about WeCom's address book. They have the form that its documents show
 * (developer.work.weixin.qq.com, 成员变更通知), with our own values.
 */
const head = (change: string) => `<xml>
\t<ToUserName><![CDATA[wwcorp01]]></ToUserName>
\t<FromUserName><![CDATA[sys]]></FromUserName>\u0020
\t<CreateTime>1795219200</CreateTime>
\t<MsgType><![CDATA[event]]></MsgType>
\t<Event><![CDATA[change_contact]]></Event>
\t<ChangeType>${change}</ChangeType>`;

/**
 * A message with all fields, nested elements included. Only callback addresses from before August 2022 receive them.
 */
export const FULL_CREATE_USER = `${head('create_user')}
\t<UserID><![CDATA[007]]></UserID>
\t<Name><![CDATA[李<四>]]></Name>
\t<Department><![CDATA[1,2,3]]></Department>
\t<MainDepartment>2</MainDepartment>
\t<Mobile>13800000000</Mobile>
\t<ExtAttr>
\t\t<Item><Name><![CDATA[爱好]]></Name><Type>0</Type><Text><Value>a &lt; b</Value></Text></Item>
\t\t<Item><Name><![CDATA[主页]]></Name><Type>1</Type></Item>
\t</ExtAttr>
</xml>`;

/** The message that newer callback addresses receive. */
export const CREATE_USER = `${head('create_user')}
\t<UserID><![CDATA[007]]></UserID>
\t<Department><![CDATA[1,2,3]]></Department>
</xml>`;

export const UPDATE_USER = CREATE_USER.replace('create_user', 'update_user');
export const RENAME_USER = UPDATE_USER.replace(
  '</UserID>',
  '</UserID><NewUserID><![CDATA[li.si]]></NewUserID>',
);

export const DELETE_USER = `${head('delete_user')}
\t<UserID><![CDATA[007]]></UserID>
</xml>`;

/** The form of the message for apps of third parties. */
export const SUITE_DELETE_USER = `<xml>
\t<SuiteId><![CDATA[wwsuite01]]></SuiteId>
\t<AuthCorpId><![CDATA[wwcorp01]]></AuthCorpId>
\t<InfoType><![CDATA[change_contact]]></InfoType>
\t<TimeStamp>1795219200</TimeStamp>
\t<ChangeType><![CDATA[delete_user]]></ChangeType>
\t<UserID><![CDATA[007]]></UserID>
</xml>`;

export const CREATE_PARTY = `${head('create_party')}
\t<Id>2</Id>
\t<Name><![CDATA[张三]]></Name>
\t<ParentId><![CDATA[1]]></ParentId>
</xml>`;
export const UPDATE_TAG = `${head('update_tag')}
\t<TagId>1</TagId>
\t<AddUserItems><![CDATA[zhangsan,lisi]]></AddUserItems>
</xml>`;
