// Words of C and C++ that are no names of macros, by what they do to the words around them.

export const TYPE_WORDS: ReadonlySet<string> = words(
  "int char short long float double void unsigned signed struct union enum const volatile _Bool bool size_t wchar_t",
);

export const JUMPS: ReadonlySet<string> = words("return goto break continue if else while for do switch case default");

/** Their arguments do not run. */
export const UNEVALUATED: ReadonlySet<string> = words(
  "sizeof _Alignof alignof _Generic typeof __typeof__ __typeof offsetof __attribute__ asm __asm__ __asm",
);

/** Parentheses follow them, and then a statement. */
export const HEADS: ReadonlySet<string> = words("if while for switch");

/** What they and their parentheses say is for the compiler alone. */
export const ATTRIBUTES: ReadonlySet<string> = words(
  "__attribute__ __attribute __declspec _Pragma __pragma alignas _Alignas",
);

export const IGNORED: ReadonlySet<string> = words("__extension__ __restrict __inline Py_NO_INLINE");

export const KEYWORDS: ReadonlySet<string> = new Set([
  ...JUMPS,
  ...UNEVALUATED,
  ...words(
    "int char short long float double void unsigned signed struct union enum const volatile static extern register typedef inline auto __extension__",
  ),
]);

/** In C++ these begin no macro. */
export const CPLUSPLUS_KEYWORDS: ReadonlySet<string> = new Set([
  ...KEYWORDS,
  ...words(
    "catch try throw new delete namespace class template typename using operator public private protected friend virtual explicit constexpr consteval constinit decltype noexcept this static_cast dynamic_cast const_cast reinterpret_cast co_return co_await co_yield static_assert concept requires thread_local mutable and or not nullptr true false alignas",
  ),
]);

/** Shaped like the name of a macro that is a statement. */
export const LIKE_A_MACRO: RegExp = /^_?[A-Z][A-Za-z]*_[A-Z0-9_]+$/;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
