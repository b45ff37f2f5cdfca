/* Compiled into Python on glibc 2.31 so that it also starts on 2.28 (Kylin V10, UOS 20): the
 * newer versions of these functions differ only in how they report errors to errno. */
#if defined(__x86_64__)
#define OLDEST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define OLDEST "GLIBC_2.17"
#else
#error "name the oldest version of glibc's functions on this processor"
#endif
__asm__(".symver exp,exp@" OLDEST);
__asm__(".symver exp2,exp2@" OLDEST);
__asm__(".symver log,log@" OLDEST);
__asm__(".symver log2,log2@" OLDEST);
__asm__(".symver pow,pow@" OLDEST);
