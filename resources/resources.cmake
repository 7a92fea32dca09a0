# Built into the program: the trained examples, the icon, the translations.
file(GLOB models CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/models/*.safetensors)
qt_add_resources(ui_state models PREFIX / BASE ${PROJECT_SOURCE_DIR}/resources FILES ${models})

file(GLOB icons CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/icons/*.svg)
qt_add_resources(ui icons PREFIX / BASE ${PROJECT_SOURCE_DIR}/resources FILES ${icons})

file(GLOB translations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/translations/*.ts)
qt_add_lrelease(ui TS_FILES ${translations} QM_FILES_OUTPUT_VARIABLE compiled)
qt_add_resources(ui translations PREFIX /translations BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${compiled})

# `cmake --build build --target lupdate` takes new texts of the sources into the .ts files.
file(GLOB_RECURSE translated CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/core/*.cpp ${PROJECT_SOURCE_DIR}/ui/*.cpp ${PROJECT_SOURCE_DIR}/ui/*.h
  ${PROJECT_SOURCE_DIR}/app/*.cpp)
add_custom_target(lupdate
  COMMAND Qt6::lupdate -no-obsolete -locations none -I ${PROJECT_SOURCE_DIR} ${translated}
          -ts ${translations}
  VERBATIM)
