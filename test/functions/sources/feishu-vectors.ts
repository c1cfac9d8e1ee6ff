/**
 * Examples of encryption that Feishu and its own libraries publish: the key, the encrypted text and the decrypted text.
 */
export const DECRYPTIONS = [
  {
    source: 'the document on receiving events (encrypt-key-encryption-configuration-case)',
    encryptKey: 'test key',
    encrypt: 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=',
    plain: 'hello world',
  },
  {
    source: 'larksuite/node-sdk, adaptor/services/__tests__/challenge.ts',
    encryptKey: 'mazhe.nerd',
    encrypt:
      'tT1xP+ovuc0T3b/rnZX3ax76exqAn0ANQ6/U45GcciC0mgNBc8JtvqOJGNAPMKpgRs2dVU1NYk9VDeqS8T4SYtU0hzNU54aS84WnxvZ3VFfDcy/RyABlNqlUiGyLDzFI0yxdCMT4KR/YEQXlt6nZi50KwRlZ+A75r645KesZuLMljezYyY8VeeXEVjPw35+e',
    plain:
      '{"challenge":"5634b122-c042-4634-bc7f-b07a3c3e77ad","token":"iRdCP2WwXNBXRM3mGLqhrgch3cn0gbT6","type":"url_verification"}',
  },
  {
    source: 'larksuite/oapi-sdk-go, event/dispatcher/dispatcher_test.go',
    encryptKey: '1212121212',
    encrypt:
      'bZ3L7yh6m3Fkuffl4g+3uGjIHnhOm5fVZbKVuyT8t7tcd5ABMYm8l28/X900ZL3knZ7n+sCREu/H2WnIzft0amC7+xWqNH8o25IU63N4BnZWfHh+4hyG76QPd19vkw2bPJCx9aqxK8Nz+xqFNbk0RdgyWhmgd30jSxHtcQXAllkI7FMpGpOCteJad3bLXPDBQIV/xkCtKICCS7Z63gakpxZCLaRZ3qCXP1fapHh+LBIupxenrU6ysc7I3nHmjmKie41IiWwS5puG4zQHhVbq6KWLcgWm/3NBZOPQy53ucMu75SXA55I7jarVLZXWUcqBGrcgE3vouWbtwgZuzmoTQl0GSh5VYSVvpW992BuGxUWj0XjPYdICJm6Cr7xouNXwMcdb7N8caVdkdSZeEnswG19qSyDoQhklwzNGW0yiaayulBqJNjfge/G5V3401c2XaIuAeEIo+QQ4RSNpRGfnHkbu/j55FGQAGWjpuBNaIwZbaUoVP3NkGP+vM5rpEDe3sL2GN+Xsd+g9yBs7FqdMV8mXTGgLjCqjrPrke5/km76Q3Pe6KPs2YexMRG4MkSx3xUTzZnNn7zIzShPcjeSwBd2pxk6ht5N+fzueZdxl6Oo=',
    plain:
      '{"schema":"2.0","header":{"event_id":"f7984f25108f8137722bb63cee927e66","event_type":"contact.user.created_v3","app_id":"cli_xxxxxxxx","tenant_key":"xxxxxxx","create_time":"1603977298000000","token":"v"},"event":{"object":{"open_id":"ou_7dab8a3d3cdcc9da365777c7ad535d62","union_id":"on_576833b917gda3d939b9a3c2d53e72c8","user_id":"e33ggbyz","name":"张三","employee_no":"employee_no"}},"challenge":"1212","type":"url_verification"}',
  },
] as const;

/** The second example is a challenge. The third is an event whose type says that it is a challenge. */
export const [, ENCRYPTED_CHALLENGE, MARKED_EVENT] = DECRYPTIONS;

/**
 * An event signed by the documented formula, because Feishu publishes no signature. The signature was computed with
 * other code than ours.
 */
export const SIGNED = {
  encryptKey: 'kb8aaf2d',
  verificationToken: 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV',
  headers: {
    'x-lark-request-timestamp': '1772414100',
    'x-lark-request-nonce': '9f8e7d6c',
    'x-lark-signature': 'd5252de59636db383f20ee2c6661d90abaca28c899387237a03284fafd4358b3',
  },
  body: '{"encrypt":"AAECAwQFBgcICQoLDA0OD/duBtNxVdRFvrqzjfA+cCoAHzB62UsCE5us1PbRnbKYvUQPrLDkip6CkoRFtosnJqoxo7Fus7cTrhnnHQQ0DMp8JhZcWM6FIs4xHzmaQ1ubTRXL94g5y5kYzXoHm0x//rZUlzfBIDDiveFJfNNi2nig+M176eVB138ZjQbnmncVHOSLDJ/w7gg2k3J3MpUbrmWbbrrJoTseXqXoUKazjIhSHXWR72RDcRsPLQIZL+lmjWLN5xeqt3c1sjVe4CrIMuj5jv98qYnocwHjetlOtavnzUJt2ZtzvBCnb0Pk1O5qXz+fXnzHZHemnJ7O0eHamUlGjZ9kwKoq3R7XHhPYMJMlY2SjM/BGC44PnJZjSzwjGmemShUU2DqVbGyvnHxsZpceBVipHVA80uK0rXMdJxYSxN0eAfirfsny+jqokh/d+ZMW4032PebSF3R3sGm5sat0xhAvzGv6qiPvGNwlbZ/LwkzaLSH0IfHiece8O4MFOERR2nz7qGRYAwde5yfK75iatRkVDVxbSB2iQqO6Cl+f0bWYOeV7+sFObxhLcFnUdAH6Unwkb1eYje0AjArSRYpb0Gdmo4INwxLV4oh2v7yngTSq25JoBHmOklQG48xbQsMXFsmV5AAESvpfeuBHzpTgzijog6+tGMYcsxd/Mg5n98wcvArOJxK6RM2YhmudnxWRmvUObs1Z8mauNHJlPDqVg6N3gi5jxeZlazL8tKI="}',
  plain:
    '{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02","event_type":"corehr.offboarding.status_updated_v2","create_time":"1608725989000","token":"rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV","app_id":"cli_9f5343c580712544","tenant_key":"2ca1d211f64f6438"},"event":{"employment_id":"7072306364927985196","target_user_id":{"union_id":"on_8ed6aa67826108097d9ee143816345","user_id":"e33ggbyz","open_id":"ou_84aad35d084aa403a838cf73ee18467"},"offboarding_id":"7044427347159746085","process_id":"7090409013925398060","status":3}}',
} as const;
