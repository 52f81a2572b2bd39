/* Preloaded in worlds of WSL: uname(2) then says what /proc says, which a bind mount can change and uname cannot. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

int uname(struct utsname *name) {
  int result = (int)syscall(SYS_uname, name);
  /* A container has a /proc of its own, without the bind mount. */
  const char *told = getenv("LAB_RELEASE");
  if (told != NULL) {
    snprintf(name->release, sizeof name->release, "%s", told);
    return result;
  }
  FILE *file = fopen("/proc/sys/kernel/osrelease", "r");
  if (file != NULL) {
    if (fgets(name->release, sizeof name->release, file) != NULL)
      name->release[strcspn(name->release, "\n")] = '\0';
    fclose(file);
  }
  return result;
}
