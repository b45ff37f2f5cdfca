/* Compiled into Python on glibc 2.31 so that it also starts on 2.28 (Kylin V10, UOS 20): the
 * newer versions of these functions differ only in how they report errors to errno. */
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
