#include <Python.h>
#if A0
#if A1
#if A2
#if A3
#if A4
#if A5
#if A6
#if A7
#if A8
#if A9
#if A10
#if A11
#if A12
#if A13
#if A14
#if A15
#if A16
#if A17
#if A18
#if A19
#if A20
#if A21
#if A22
#if A23
#if A24
#if A25
#if A26
#if A27
#if A28
#if A29
#if A30
#if A31
#if A32
#if A33
#if A34
#if A35
#if A36
#if A37
#if A38
#if A39
#if A40
#if A41
#if A42
#if A43
#if A44
#if A45
#if A46
#if A47
#if A48
#if A49
#if A50
#if A51
#if A52
#if A53
#if A54
#if A55
#if A56
#if A57
#if A58
#if A59
#if A60
#if A61
#if A62
#if A63
#if A64
#if A65
#if A66
#if A67
#if A68
#if A69
#if A70
#if A71
#if A72
#if A73
#if A74
#if A75
#if A76
#if A77
#if A78
#if A79
#if A80
#if A81
#if A82
#if A83
#if A84
#if A85
#if A86
#if A87
#if A88
#if A89
#if A90
#if A91
#if A92
#if A93
#if A94
#if A95
#if A96
#if A97
#if A98
#if A99
#if A100
#if A101
#if A102
#if A103
#if A104
#if A105
#if A106
#if A107
#if A108
#if A109
#if A110
#if A111
#if A112
#if A113
#if A114
#if A115
#if A116
#if A117
#if A118
#if A119
#if A120
#if A121
#if A122
#if A123
#if A124
#if A125
#if A126
#if A127
#if A128
#if A129
#if A130
#if A131
#if A132
#if A133
#if A134
#if A135
#if A136
#if A137
#if A138
#if A139
#if A140
#if A141
#if A142
#if A143
#if A144
#if A145
#if A146
#if A147
#if A148
#if A149
#if A150
#if A151
#if A152
#if A153
#if A154
#if A155
#if A156
#if A157
#if A158
#if A159
#if A160
#if A161
#if A162
#if A163
#if A164
#if A165
#if A166
#if A167
#if A168
#if A169
#if A170
#if A171
#if A172
#if A173
#if A174
#if A175
#if A176
#if A177
#if A178
#if A179
#if A180
#if A181
#if A182
#if A183
#if A184
#if A185
#if A186
#if A187
#if A188
#if A189
#if A190
#if A191
#if A192
#if A193
#if A194
#if A195
#if A196
#if A197
#if A198
#if A199
#if A200
#if A201
#if A202
#if A203
#if A204
#if A205
#if A206
#if A207
#if A208
#if A209
#if A210
#if A211
#if A212
#if A213
#if A214
#if A215
#if A216
#if A217
#if A218
#if A219
#if A220
#if A221
#if A222
#if A223
#if A224
#if A225
#if A226
#if A227
#if A228
#if A229
#if A230
#if A231
#if A232
#if A233
#if A234
#if A235
#if A236
#if A237
#if A238
#if A239
#if A240
#if A241
#if A242
#if A243
#if A244
#if A245
#if A246
#if A247
#if A248
#if A249
#if A250
#if A251
#if A252
#if A253
#if A254
#if A255
#if A256
#if A257
#if A258
#if A259
#if A260
#if A261
#if A262
#if A263
#if A264
#if A265
#if A266
#if A267
#if A268
#if A269
#if A270
#if A271
#if A272
#if A273
#if A274
#if A275
#if A276
#if A277
#if A278
#if A279
#if A280
#if A281
#if A282
#if A283
#if A284
#if A285
#if A286
#if A287
#if A288
#if A289
#if A290
#if A291
#if A292
#if A293
#if A294
#if A295
#if A296
#if A297
#if A298
#if A299
#if A300
#if A301
#if A302
#if A303
#if A304
#if A305
#if A306
#if A307
#if A308
#if A309
#if A310
#if A311
#if A312
#if A313
#if A314
#if A315
#if A316
#if A317
#if A318
#if A319
#if A320
#if A321
#if A322
#if A323
#if A324
#if A325
#if A326
#if A327
#if A328
#if A329
#if A330
#if A331
#if A332
#if A333
#if A334
#if A335
#if A336
#if A337
#if A338
#if A339
#if A340
#if A341
#if A342
#if A343
#if A344
#if A345
#if A346
#if A347
#if A348
#if A349
#if A350
#if A351
#if A352
#if A353
#if A354
#if A355
#if A356
#if A357
#if A358
#if A359
#if A360
#if A361
#if A362
#if A363
#if A364
#if A365
#if A366
#if A367
#if A368
#if A369
#if A370
#if A371
#if A372
#if A373
#if A374
#if A375
#if A376
#if A377
#if A378
#if A379
#if A380
#if A381
#if A382
#if A383
#if A384
#if A385
#if A386
#if A387
#if A388
#if A389
#if A390
#if A391
#if A392
#if A393
#if A394
#if A395
#if A396
#if A397
#if A398
#if A399
int deep;
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif
#else
#endif

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
